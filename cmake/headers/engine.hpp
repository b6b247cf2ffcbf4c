#pragma once

// The one header that an embedding program includes.
#include "docket/actors/engine.hpp" // IWYU pragma: export
