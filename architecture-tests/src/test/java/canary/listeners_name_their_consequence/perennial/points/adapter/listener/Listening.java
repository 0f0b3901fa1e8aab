package canary.listeners_name_their_consequence.perennial.points.adapter.listener;

class Listening {}
