"""What names, texts and files of strangers must not be able to do."""
