"""Speech output through the voices of the system; quietly absent where there are none."""
