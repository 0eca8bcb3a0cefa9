"""What the papers say, as data: the picture, the PDF, the page for the tax preparer. ``bot.papers`` draws them."""
