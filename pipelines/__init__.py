"""Wanyi: Chinese statistical prose in, a warehouse of observations out."""
