// What the native peers share: the list of files, the two passes, the clock.
#pragma once

#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

inline int run(int argc, char** argv, const std::function<long(const std::string&, bool)>& parse)
{
    if (argc != 3) return 2;
    const bool whole = std::strcmp(argv[2], "whole") == 0;
    std::vector<std::string> files;
    std::ifstream list(argv[1]);
    for (std::string line; std::getline(list, line);) files.push_back(line);
    try
    {
        for (const auto& file : files) parse(file, whole);
        long elements = 0;
        const auto start = std::chrono::steady_clock::now();
        const auto cpu = std::clock();
        for (const auto& file : files) elements += parse(file, whole);
        const double used = double(std::clock() - cpu) / CLOCKS_PER_SEC;
        const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf("%.6f %.6f %ld\n", wall, used, elements);
        return 0;
    }
    catch (const std::exception& e)
    {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
}
