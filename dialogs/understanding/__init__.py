"""From what a person says to what is meant; English itself lies in ``dialogs/locale/``."""
