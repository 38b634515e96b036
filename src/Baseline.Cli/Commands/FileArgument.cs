using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands;

/// <summary>An argument that names one file, which is read. A mistyped option must not be taken for a file.</summary>
/// <typeparam name="T">The path, which may be left out where this may be null.</typeparam>
internal sealed class FileArgument<T> : Argument<T>, INamesFiles
{
    private readonly string _what;

    /// <param name="name">How help calls it.</param>
    /// <param name="what">What it names, in words.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="arity">How many of them.</param>
    public FileArgument(string name, string what, string description, ArgumentArity arity)
        : base(name)
    {
        _what = what;
        Description = description;
        Arity = arity;
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                var command = (result.Parent as CommandResult)?.Command;
                result.AddError(UsageError.UnknownOption(token.Value, command));
            }
        });
    }

    /// <inheritdoc/>
    public IEnumerable<NamedFile> FilesOf(ParseResult result) =>
        (result.GetResult(this)?.Tokens ?? []).Select(token => new NamedFile(FileUse.Input, _what, token.Value));
}
