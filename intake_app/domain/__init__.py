"""The rules of the field in pure Python: no Qt, no SQL, no files, no clock."""
