"""Everything that touches the world: Telegram, the terminal, the clock, the disk and the network."""
