"""Taking in the lists that teams have: Excel workbooks and CSV files, cell by cell, all or nothing."""
