"""Weekly tables as files and as text: data frames in, CSV, Parquet and Markdown out."""
