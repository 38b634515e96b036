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

/// <summary>The commands with their options, and what each of them runs.</summary>
internal sealed class CommandLine
{
    private const int HelpWidth = 100;

    private readonly DisplayOptions _display = new();
    private readonly IOContext _io;
    private readonly IEstateOpener _opener;
    private readonly ControlCatalogue _catalogue;
    private readonly DocumentWords _words;

    public CommandLine(IOContext io, IEstateOpener opener, ControlCatalogue catalogue)
    {
        (_io, _opener, _catalogue, _words) = (io, opener, catalogue, new DocumentWords(io, catalogue));
        Root = new RootCommand("Keeps Azure in the state that a baseline document declares.");
        foreach (var help in Root.Options.OfType<HelpOption>())
        {
            help.Description = "Show this help.";
            help.Action = new HelpPage(io.Terminal.Width ?? HelpWidth, catalogue);
        }

        // The built-in one says the version of whatever program hosts the library.
        Root.Options.Remove(Root.Options.OfType<VersionOption>().First());
        var version = new Option<bool>("--version") { Description = "Show the version, the commit and the build." };
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
        foreach (var command in Root.Subcommands)
        {
            HelpPage.Order(command);
        }
    }

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
        var plan = new PlanOptions(_words);
        plan.AddTo(Add(
            "plan", "Show what differs from the document; change nothing.",
            (context, result, token) => new PlanCommand(context).RunAsync(plan.Read(result), token)));

        var apply = new ApplyOptions(_words);
        apply.AddTo(Add(
            "apply", "Bring Azure into the state that the document declares.",
            (context, result, token) => new ApplyCommand(context).RunAsync(apply.Read(result), token)));

        var show = new ShowOptions(_words);
        show.AddTo(Add(
            "show", "Show a saved plan.",
            (context, result, _) => Task.FromResult(new ShowCommand(context).Run(show.Read(result)))));

        var comment = new CommentOptions();
        comment.AddTo(Add(
            "comment", "Keep the comment on a pull request, or the issue about drift, as a saved plan says.",
            (context, result, token) => new CommentCommand(context).RunAsync(comment.Read(result), token)));
        var merge = new MergeOptions();
        merge.AddTo(Add(
            "merge", "Make one plan of the plans of all shards.",
            (context, result, token) => new MergeCommand(context).RunAsync(merge.Read(result), token)));

        AddRunCommands();
        AddEditorCommands();
        var document = new DocumentArgument("The document");
        document.AddTo(Add(
            "validate", "Check the document alone.",
            (context, result, _) => Task.FromResult(new ValidateCommand(context).Run(document.Read(result)))));

        var controls = new ControlsOptions();
        controls.AddTo(Add(
            "controls", "List the controls that a document can have, or what of a standard it covers.",
            (context, result, _) => Task.FromResult(new ControlsCommand(context).Run(controls.Read(result)))));

        AddPlainWords();
        var role = new RoleOptions();
        role.AddTo(Add(
            "role", "Print the least-privilege custom roles that the document needs.",
            (context, result, _) => Task.FromResult(new RoleCommand(context).Run(role.Read(result)))));
    }

    /// <summary>What other tools understand as words, and not as options alone.</summary>
    private void AddPlainWords()
    {
        Add(
            "version", "Show the version, the commit and the build.",
            (_, _, _) => Task.FromResult((ExitCode)ShowVersion(isAsked: true)));

        var name = new Argument<string?>("command") { Description = "The command.", HelpName = "command", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => Root.Subcommands.Select(command => new CompletionItem(command.Name)));
        name.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value))
            {
                if (Root.Subcommands.All(command => command.Name != word))
                {
                    result.AddError(UsageError.UnknownCommand(word, Root));
                }
            }
        });
        Add("help", "Show the help of a command.", async (_, result, token) =>
        {
            var asked = result.GetValue(name) is { } command ? new[] { command, "--help" } : ["--help"];
            var configuration = new InvocationConfiguration { Output = _io.Output, Error = _io.Error };
            return (ExitCode)await Root.Parse(asked).InvokeAsync(configuration, token);
        }).Arguments.Add(name);
    }

    private void AddEditorCommands()
    {
        var init = new InitOptions(_words);
        init.AddTo(Add(
            "init", "Write a first document from an estate.",
            (context, result, token) => new InitCommand(context).RunAsync(init.Read(result), token)));

        var fmt = new FmtOptions();
        fmt.AddTo(Add(
            "fmt", "Tidy line ends, blank lines and trailing spaces of a document; indentation and content stay.",
            (context, result, _) => Task.FromResult(new FmtCommand(context).Run(fmt.Read(result)))));

        var schema = new SchemaOptions();
        schema.AddTo(Add(
            "schema", "Print the JSON Schema of the document, for editors; or of a plan file or journal.",
            (context, result, _) => Task.FromResult(new SchemaCommand(context).Run(schema.Read(result)))));

        var completion = new CompletionOptions();
        completion.AddTo(Add(
            "completion", "Print a script that completes this command line in a shell.",
            (context, result, _) => Task.FromResult(new CompletionCommand(context).Run(completion.Read(result)))));
    }

    private void AddRunCommands()
    {
        var snapshot = new SnapshotOptions(_words);
        snapshot.AddTo(Add(
            "snapshot", "Capture the estate in a file.",
            (context, result, token) => new SnapshotCommand(context).RunAsync(snapshot.Read(result), token)));

        var explain = new ExplainOptions(_catalogue);
        explain.AddTo(Add(
            "explain", "Say step by step why a resource is judged as it is.",
            (context, result, token) => new ExplainCommand(context).RunAsync(explain.Read(result), token)));

        var runs = new RunsOptions();
        runs.AddTo(Add(
            "runs", "List what was applied, the newest first.",
            (context, result, _) => Task.FromResult(new RunsCommand(context).Run(runs.Read(result)))));

        var undo = new UndoOptions();
        undo.AddTo(Add(
            "undo", "Restore what a run changed.",
            (context, result, token) => new UndoCommand(context).RunAsync(undo.Read(result), token)));
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

    private Command Add(
        string name, string description, Func<CommandContext, ParseResult, CancellationToken, Task<ExitCode>> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (result, token) =>
        {
            var context = new CommandContext(_io, _opener, _catalogue, StreamsFor(result))
            {
                AllowOutside = AllowOutsideOption.IsGiven(result),
                Typed = TypedCommand.Of(result),
            };
            return (int)(MayWrite(context, result) ? await run(context, result, token) : ExitCode.Error);
        });
        Root.Subcommands.Add(command);
        return command;
    }
}
