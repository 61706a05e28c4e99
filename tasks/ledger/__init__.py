"""From targets to promises, and what each release did to them."""
