"""The network: what outlets publish, fetched politely and archived as served."""
