"""Pages that are images: when they are read, how they are turned upright, and what Tesseract makes of them."""
