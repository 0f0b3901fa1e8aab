package canary.modules.intruder;

class Intruder {

    canary.modules.victim.inside.Private taken;
}
