"""What to do next: the changes that lift a document most, what to write on topics it lacks, and how easy
a text for residents is to read."""

from .readability import readability
from .sections import missing_section_advice
from .slots import slot_values
from .steps import next_steps

__all__ = ["missing_section_advice", "next_steps", "readability", "slot_values"]
