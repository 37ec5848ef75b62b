package org.nnplayground.redis;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A Jackson mix-in for sealed types: the variant is written as the name of its class. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
interface ClassNameTypeInfo {}
