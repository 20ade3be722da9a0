"""What is stored: the vocabulary, the tables, the migrations, and the programme as data."""
