"""Fields: one widget for each kind of answer, speaking in canonical values."""
