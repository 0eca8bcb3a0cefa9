"""Questions in words: which card answers them."""
