"""The school partner."""
