"""What passes between townships and county: packages, their collection, the summary workbook."""
