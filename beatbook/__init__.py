"""What people touch: the command line, the demo newsstand, the reports."""
