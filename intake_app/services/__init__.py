"""What an advisor can do, one module per area; the services own the transactions."""
