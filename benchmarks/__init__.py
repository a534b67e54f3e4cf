"""Measurements of what the product claims, each with its floor."""
