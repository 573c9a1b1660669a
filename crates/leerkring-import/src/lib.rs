//! What schools have to the words of leerkring: survey exports and school registers, with a position for every doubt.
