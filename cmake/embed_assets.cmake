# cmake -D FOLDER=… -D TABLE=… -P embed_assets.cmake: writes TABLE, a C++ file with every file of the page under FOLDER.
# Each byte is written as \xHH, so that no compiler and no editor can take it for something else.
cmake_minimum_required(VERSION 3.25)

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")

# By path as std::string_view compares it, which is how find_asset() looks.
file(GLOB_RECURSE paths RELATIVE ${FOLDER} ${FOLDER}/*.html ${FOLDER}/*.css ${FOLDER}/*.js ${FOLDER}/*.svg)
list(SORT paths COMPARE STRING CASE SENSITIVE)

set(rows "")
set(count 0)
foreach(path IN LISTS paths)
  file(READ ${FOLDER}/${path} digits HEX)
  file(SIZE ${FOLDER}/${path} size)
  file(SHA256 ${FOLDER}/${path} hash)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${digits}")
  string(REGEX REPLACE ".*[.]" "" extension ${path})
  string(APPEND rows "    {\"${path}\", \"${type_${extension}}\", {\"${bytes}\", ${size}}, \"${hash}\"},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE ${TABLE}
"// Made by cmake/embed_assets.cmake.
#include \"docket/service/page/assets.hpp\"

#include <array>

namespace docket::service {
namespace {
constexpr std::array<asset, ${count}> table{{
${rows}}};
} // namespace

std::span<const asset> assets() noexcept { return table; }

} // namespace docket::service
")
