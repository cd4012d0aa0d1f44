"""What to do next: the changes that lift a document most, and what to write on topics it lacks."""

from .sections import missing_section_advice
from .slots import slot_values
from .steps import next_steps

__all__ = ["missing_section_advice", "next_steps", "slot_values"]
