"""The page and the workbook of hot spots."""
