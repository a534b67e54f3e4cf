"""A real HTTP server on loopback that plays outlets, for the demo and for tests."""
