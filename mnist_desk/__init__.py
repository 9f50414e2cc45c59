"""MNIST Desk: train a small network on MNIST, watch it learn, draw digits that it reads."""

__version__ = "0.1.0"
