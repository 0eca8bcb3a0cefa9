"""Questions with numbers, answered by the worksheets of ``calc``; nothing here is arithmetic of its own."""
