#pragma once

// What an embedding program includes to ask an engine's views, and to keep views of its own.
#include "docket/actors/projections.hpp"                    // IWYU pragma: export
#include "docket/actors/queries.hpp"                        // IWYU pragma: export
#include "docket/persistence/views/builtin_projections.hpp" // IWYU pragma: export
#include "docket/persistence/views/projection.hpp"          // IWYU pragma: export
