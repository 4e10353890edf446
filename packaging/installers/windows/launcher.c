/* The program that the clerk starts on Windows: it loads the Python beside it and hands over.
 *
 * Built twice: without a console for the menu, with one (CONSOLE) for the command line.
 * Python is isolated: no variable, no registry key and no folder outside ours is read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768
#define BEFORE 6

typedef int (*python_main)(int, wchar_t **);

static const wchar_t START[] = L"import sys, start_program; sys.exit(start_program.start())";

static int complain(const wchar_t *what)
{
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", what);
#else
    MessageBoxW(NULL, what, L"绩效自评报告", MB_OK | MB_ICONERROR);
#endif
    return 2;
}

/* Return the folder of this program, with a backslash at its end. */
static wchar_t *own_folder(wchar_t *buffer)
{
    DWORD length = GetModuleFileNameW(NULL, buffer, LONGEST);
    while (length > 0 && buffer[length - 1] != L'\\')
        length--;
    buffer[length] = L'\0';
    return buffer;
}

int wmain(int count, wchar_t **words)
{
    static wchar_t program[LONGEST], path[LONGEST];
    wchar_t **arguments = calloc((size_t)count + BEFORE + 1, sizeof *arguments);
    HMODULE python;
    python_main run;

    /* The installer looks for this name before it replaces or removes files. */
    CreateMutexW(NULL, FALSE, L"Local\\pingkou-gui.running");

    GetModuleFileNameW(NULL, program, LONGEST);
    own_folder(path);
    if (wcslen(path) + 16 > LONGEST || arguments == NULL)
        return complain(L"程序所在的文件夹名太长。请装到另一个文件夹。");
    wcscat(path, L"python311.dll");
    python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (run == NULL)
        return complain(L"程序的文件不完整，可能被杀毒软件移走了。请重新安装。");

    arguments[0] = program;
    arguments[1] = L"-I";
    arguments[2] = L"-X";
    arguments[3] = L"utf8";
    arguments[4] = L"-c";
    arguments[5] = (wchar_t *)START;
    for (int number = 1; number < count; number++)
        arguments[BEFORE + number - 1] = words[number];
    return run(BEFORE + count - 1, arguments);
}
