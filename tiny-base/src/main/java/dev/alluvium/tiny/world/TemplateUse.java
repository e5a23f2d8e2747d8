package dev.alluvium.tiny.world;

/** Where a template of questions may be used. A wording is held out of training, never a fact. */
public enum TemplateUse {
    /** In the records of later rounds, and in pre-training. */
    RECORD,
    /** In pre-training about the general world, never in a record about a later one: for trusted probes. */
    PROBE,
    /** In no training at all: measures whether new ways of asking are understood. */
    NOVEL
}
