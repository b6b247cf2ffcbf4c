# The packages, all from Debian 12 (docs/dependencies.md says why each is there).
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED) # Found by it in every version of the package.
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
find_package(CAF 0.17 REQUIRED)
