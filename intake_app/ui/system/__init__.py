"""What the machine tells and lends: sleep, idle time, scanners, voices, screens, crashes."""
