"""What is in a web page: its characters, its article, its metadata. For the formats that hold one."""
