"""What things are: data, drawings, pictures, recipes, networks, models, scores.

Python, NumPy and small file libraries only; nothing here knows Qt or TensorFlow.
"""
