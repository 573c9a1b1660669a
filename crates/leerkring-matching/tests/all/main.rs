//! The crate against its definition: an oracle that looks at everyone, hand computation, consent, order.

#[cfg(test)]
mod bulk;
#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod consent;
#[cfg(test)]
mod context;
#[cfg(test)]
mod door;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod exact;
#[cfg(test)]
mod order;
#[cfg(test)]
mod portrait;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod settings;
#[cfg(all(test, feature = "serde"))]
mod stored;
#[cfg(test)]
mod support;
#[cfg(test)]
mod think;
#[cfg(test)]
mod what_if;
#[cfg(test)]
mod worlds;
