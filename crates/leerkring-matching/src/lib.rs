//! A network of schools to the partner that is one step further: exact, explained, with consent.
