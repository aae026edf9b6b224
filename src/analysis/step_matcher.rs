//! Which events match which steps of a funnel.
