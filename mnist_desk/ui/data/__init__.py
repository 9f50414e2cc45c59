"""What the network learns from: all digits, side by side and on a map."""
