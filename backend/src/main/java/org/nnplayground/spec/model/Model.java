package org.nnplayground.spec.model;

import org.nnplayground.spec.Choice;

/** What a spec trains. */
public enum Model implements Choice {
    /** A feed-forward network, by the gradient of a loss. */
    NETWORK,

    /** A restricted {@link Rbm Boltzmann machine}, by contrastive divergence. */
    RBM
}
