#include "docket/actors/aggregates/aggregate_kinds.hpp"

namespace docket {

template class aggregate_kind<order>;

} // namespace docket
