//! Answers to where a school stands on each aspect, and how sure that is: exact, without random numbers.
