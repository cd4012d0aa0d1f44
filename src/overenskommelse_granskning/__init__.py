"""granska: review of Swedish cooperation agreements between municipalities and the police."""
