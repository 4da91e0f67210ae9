"""What anybody may ask for, whatever the surface: no terminal, no HTTP."""
