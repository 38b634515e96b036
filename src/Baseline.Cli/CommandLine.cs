using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using Baseline.Cli.Commands;
using Baseline.Cli.Commands.Apply;
using Baseline.Cli.Commands.Comment;
using Baseline.Cli.Commands.Completion;
using Baseline.Cli.Commands.Controls;
using Baseline.Cli.Commands.Explain;
using Baseline.Cli.Commands.Fmt;
using Baseline.Cli.Commands.Init;
using Baseline.Cli.Commands.Merge;
using Baseline.Cli.Commands.Planning;
using Baseline.Cli.Commands.Role;
using Baseline.Cli.Commands.Runs;
using Baseline.Cli.Commands.Schema;
using Baseline.Cli.Commands.Show;
using Baseline.Cli.Commands.Snapshot;
using Baseline.Cli.Commands.Undo;
using Baseline.Cli.Commands.Validate;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Controls;

namespace Baseline.Cli;

/// <summary>The commands, what each of them runs, and the options of those that a command line names.</summary>
internal sealed class CommandLine
{
    /// <summary>The option that asks for the version. Alone it is answered without a command line.</summary>
    public const string Version = "--version";

    private const string Help = "help";
    private const int HelpWidth = 100;
    private static readonly char[] Borders = [' ', '\t', '\n', '"', '\''];

    private readonly DisplayOptions _display = new();
    private readonly IOContext _io;
    private readonly IEstateOpener _opener;
    private readonly ControlCatalogue _catalogue;
    private readonly DocumentWords _words;
    private readonly HashSet<string> _typed;
    private readonly List<(Command Command, Func<Command, Runner> Build)> _builders = [];

    /// <param name="io">The world outside.</param>
    /// <param name="opener">Finds the estate that a command line names.</param>
    /// <param name="catalogue">The controls and types of the tool.</param>
    /// <param name="args">
    /// What was typed. Options are most of what a short command takes, so only a command that is named in it gets its own; where none
    /// is, as for the help of all, each does.
    /// </param>
    public CommandLine(IOContext io, IEstateOpener opener, ControlCatalogue catalogue, IEnumerable<string> args)
    {
        // A line that is to be completed is one of the words, with all its own in it.
        _typed = [.. args.SelectMany(arg => arg.Split(Borders))];
        (_io, _opener, _catalogue, _words) = (io, opener, catalogue, new DocumentWords(io, catalogue));
        Root = new RootCommand("Keeps Azure in the state that a baseline document declares.");
        foreach (var help in Root.Options.OfType<HelpOption>())
        {
            help.Description = "Show this help.";
            help.Action = new HelpPage(io.Terminal.Width ?? HelpWidth, catalogue);
        }

        // The built-in one says the version of whatever program hosts the library.
        Root.Options.Remove(Root.Options.OfType<VersionOption>().First());
        var version = new Option<bool>(Version) { Description = "Show the version, the commit and the build." };
        Root.Options.Add(version);
        Root.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 && result.GetResult(version) is null && !result.Children.Any())
            {
                result.AddError("A command is missing.");
            }
        });
        Root.SetAction(result => ShowVersion(result.GetValue(version)));
        _display.AddTo(Root);
        AddCommands();
        Build();
    }

    private delegate Task<ExitCode> Runner(CommandContext context, ParseResult result, CancellationToken cancellationToken);

    public RootCommand Root { get; }

    public ConsoleStreams StreamsFor(ParseResult result) =>
        new(_io, result.Errors.Count == 0 ? _display.Read(result) : DisplayOptions.Default);

    private int ShowVersion(bool isAsked)
    {
        _io.Output.Write(isAsked ? BuildStamp.Text : "");
        return (int)ExitCode.Done;
    }

    private void AddCommands()
    {
        Add("plan", "Show what differs from the document; change nothing.", command =>
        {
            var plan = new PlanOptions(_words);
            plan.AddTo(command);
            return (context, result, token) => new PlanCommand(context).RunAsync(plan.Read(result), token);
        });
        Add("apply", "Bring Azure into the state that the document declares.", command =>
        {
            var apply = new ApplyOptions(_words);
            apply.AddTo(command);
            return (context, result, token) => new ApplyCommand(context).RunAsync(apply.Read(result), token);
        });
        Add("show", "Show a saved plan.", command =>
        {
            var show = new ShowOptions(_words);
            show.AddTo(command);
            return (context, result, _) => Task.FromResult(new ShowCommand(context).Run(show.Read(result)));
        });
        Add("comment", "Keep the comment on a pull request, or the issue about drift, as a saved plan says.", command =>
        {
            var comment = new CommentOptions();
            comment.AddTo(command);
            return (context, result, token) => new CommentCommand(context).RunAsync(comment.Read(result), token);
        });
        Add("merge", "Make one plan of the plans of all shards.", command =>
        {
            var merge = new MergeOptions();
            merge.AddTo(command);
            return (context, result, token) => new MergeCommand(context).RunAsync(merge.Read(result), token);
        });
        AddRunCommands();
        AddEditorCommands();
        Add("validate", "Check the document alone.", command =>
        {
            var document = new DocumentArgument("The document");
            document.AddTo(command);
            return (context, result, _) => Task.FromResult(new ValidateCommand(context).Run(document.Read(result)));
        });
        Add("controls", "List the controls that a document can have, or what of a standard it covers.", command =>
        {
            var controls = new ControlsOptions();
            controls.AddTo(command);
            return (context, result, _) => Task.FromResult(new ControlsCommand(context).Run(controls.Read(result)));
        });
        AddPlainWords();
        Add("role", "Print the least-privilege custom roles that the document needs.", command =>
        {
            var role = new RoleOptions();
            role.AddTo(command);
            return (context, result, _) => Task.FromResult(new RoleCommand(context).Run(role.Read(result)));
        });
    }

    /// <summary>What other tools understand as words, and not as options alone.</summary>
    private void AddPlainWords()
    {
        Add(
            "version", "Show the version, the commit and the build.",
            _ => (_, _, _) => Task.FromResult((ExitCode)ShowVersion(isAsked: true)));
        Add(Help, "Show the help of a command.", command =>
        {
            var name = new Argument<string?>("command")
            {
                Description = "The command.",
                HelpName = "command",
                Arity = ArgumentArity.ZeroOrOne,
            };
            name.CompletionSources.Add(_ => Root.Subcommands.Select(known => new CompletionItem(known.Name)));
            name.Validators.Add(result =>
            {
                foreach (var word in result.Tokens.Select(token => token.Value))
                {
                    if (Root.Subcommands.All(known => known.Name != word))
                    {
                        result.AddError(UsageError.UnknownCommand(word, Root));
                    }
                }
            });
            command.Arguments.Add(name);
            return async (_, result, token) =>
            {
                var asked = result.GetValue(name) is { } other ? new[] { other, "--help" } : ["--help"];
                var configuration = new InvocationConfiguration { Output = _io.Output, Error = _io.Error };
                return (ExitCode)await Root.Parse(asked).InvokeAsync(configuration, token);
            };
        });
    }

    private void AddEditorCommands()
    {
        Add("init", "Write a first document from an estate.", command =>
        {
            var init = new InitOptions(_words);
            init.AddTo(command);
            return (context, result, token) => new InitCommand(context).RunAsync(init.Read(result), token);
        });
        Add("fmt", "Tidy line ends, blank lines and trailing spaces of a document; indentation and content stay.", command =>
        {
            var fmt = new FmtOptions();
            fmt.AddTo(command);
            return (context, result, _) => Task.FromResult(new FmtCommand(context).Run(fmt.Read(result)));
        });
        Add("schema", "Print the JSON Schema of the document, for editors; or of a plan file or journal.", command =>
        {
            var schema = new SchemaOptions();
            schema.AddTo(command);
            return (context, result, _) => Task.FromResult(new SchemaCommand(context).Run(schema.Read(result)));
        });
        Add("completion", "Print a script that completes this command line in a shell.", command =>
        {
            var completion = new CompletionOptions();
            completion.AddTo(command);
            return (context, result, _) => Task.FromResult(new CompletionCommand(context).Run(completion.Read(result)));
        });
    }

    private void AddRunCommands()
    {
        Add("snapshot", "Capture the estate in a file.", command =>
        {
            var snapshot = new SnapshotOptions(_words);
            snapshot.AddTo(command);
            return (context, result, token) => new SnapshotCommand(context).RunAsync(snapshot.Read(result), token);
        });
        Add("explain", "Say step by step why a resource is judged as it is.", command =>
        {
            var explain = new ExplainOptions(_catalogue);
            explain.AddTo(command);
            return (context, result, token) => new ExplainCommand(context).RunAsync(explain.Read(result), token);
        });
        Add("runs", "List what was applied, the newest first.", command =>
        {
            var runs = new RunsOptions();
            runs.AddTo(command);
            return (context, result, _) => Task.FromResult(new RunsCommand(context).Run(runs.Read(result)));
        });
        Add("undo", "Restore what a run changed.", command =>
        {
            var undo = new UndoOptions();
            undo.AddTo(command);
            return (context, result, token) => new UndoCommand(context).RunAsync(undo.Read(result), token);
        });
    }

    /// <summary>Whether each file that the command would write is one of its own; what stands against it has been reported.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">One of them can't be written.</exception>
    private static bool MayWrite(CommandContext context, ParseResult result)
    {
        var command = result.CommandResult.Command;
        var naming = command.Arguments.Concat<Symbol>(command.Options).OfType<INamesFiles>();
        List<NamedFile> files = [.. naming.SelectMany(part => part.FilesOf(result))];
        var problem = OutputCheck.Of(context.IO, files, document => DocumentFiles.LayersOf(context, document));
        context.Streams.Report(problem is null ? [] : [problem]);
        if (problem is not null)
        {
            return false;
        }

        foreach (var output in files.Where(file => file.Use == FileUse.Output))
        {
            UserFiles.Prove(context.IO, output);
        }

        return true;
    }

    /// <summary>Adds a command by its name alone; what it takes is added in <see cref="Build"/>, where it is typed.</summary>
    private void Add(string name, string description, Func<Command, Runner> build)
    {
        var command = new Command(name, description);
        Root.Subcommands.Add(command);
        _builders.Add((command, build));
    }

    private void Build()
    {
        var typed = _builders.Where(one => _typed.Contains(one.Command.Name)).ToList();
        foreach (var (command, build) in typed.All(one => one.Command.Name == Help) ? _builders : typed)
        {
            var run = build(command);
            command.SetAction(async (result, token) =>
            {
                var context = new CommandContext(_io, _opener, _catalogue, StreamsFor(result))
                {
                    AllowOutside = AllowOutsideOption.IsGiven(result),
                    Typed = TypedCommand.Of(result),
                };
                return (int)(MayWrite(context, result) ? await run(context, result, token) : ExitCode.Error);
            });
            HelpPage.Order(command);
        }
    }
}
