using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Files;

namespace Baseline.Cli.Commands.Planning;

/// <summary>A document to compare with.</summary>
/// <param name="Document">What it says.</param>
/// <param name="Files">The files that it is made of.</param>
/// <param name="Reference">What stands before the paths of its files.</param>
internal sealed record ComparedDocument(BaselineDocument Document, IReadOnlyList<DocumentFile> Files, string Reference);

/// <summary>Reads the document that a plan is compared with.</summary>
/// <param name="context">What the command works with.</param>
internal sealed class OtherDocumentReader(CommandContext context)
{
    /// <summary>
    /// The document to compare with: of another file, or the same file at a git ref; null when it was refused, which has been
    /// reported then.
    /// </summary>
    /// <param name="against">What was asked for.</param>
    /// <param name="path">The path of the document under review.</param>
    public ComparedDocument? Read(OtherDocument against, string path)
    {
        var git = new GitDocumentSource(context.IO.WorkingDirectory, against.Name);
        var isFile = against.MayBeFile && FileKinds.Of(context.IO.FullPath(against.Name)) != FileKind.Missing;
        if (against.MayBeRef && git.IsKnown())
        {
            if (isFile)
            {
                context.Streams.WriteProse(
                    $"\"{against.Name}\" is a git ref and a file: compared with the ref. Write file:{against.Name} for the file.");
            }

            return Read(git, path, $"{against.Name}:", $"at {against.Name}");
        }

        if (isFile)
        {
            if (against.MayBeRef && !against.LooksLikeFile)
            {
                context.Streams.WriteProse(
                    $"git knows no ref \"{against.Name}\" here: compared with the file of that name.");
            }

            return Read(context.Documents, against.Name, "");
        }

        // As git itself has it; here the document is always the one under review.
        var reference = against.Name.Split(':')[0];
        if (against.Name.Contains(':', StringComparison.Ordinal) && new GitDocumentSource(context.IO.WorkingDirectory, reference).IsKnown())
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL0007",
                "Nothing to compare with",
                $"\"{against.Name}\" names a ref and a path, and the path is that of the document under review anyway.",
                $"Name the ref alone:\n    {Instead($"ref:{reference}")}"));
            return null;
        }

        context.Streams.Report(Nothing(against, git.HasRepository()));
        return null;
    }

    private Diagnostic Nothing(OtherDocument against, bool hasRepository)
    {
        var folder = context.IO.WorkingDirectory;
        var (detail, fix) = (against.MayBeRef, hasRepository) switch
        {
            (true, true) => (
                $"\"{against.Name}\" is {against.WhatItIsNot} in {folder}.",
                (against.MayBeFile ? "Name a document, or a ref" : "Name a ref")
                    + " that was fetched: a pipeline often has the last commit only. As in:\n"
                    + $"    git fetch origin main\n    {Instead("ref:origin/main")}"),
            (true, false) => (
                $"git finds no repository in {folder}, so \"{against.Name}\" can't be a ref of one"
                    + (against.MayBeFile ? ", and there is no file of that name." : "."),
                $"Name the other document, or run this in the repository of the document:\n    {Instead("file:OTHER.yaml")}"),
            (false, _) => (
                $"\"{against.Name}\" is no file in {folder}.",
                $"Name a document that is there{(hasRepository ? ", or the same at a git ref" : "")}:\n    {Instead("file:OTHER.yaml")}"
                    + (hasRepository ? $"\n    {Instead("ref:origin/main")}" : "")),
        };
        return new Diagnostic(Severity.Error, "BL0007", "Nothing to compare with", detail, fix);
    }

    private ComparedDocument? Read(IDocumentSource source, string path, string reference, string? place = null)
    {
        // What is wrong with this document is never cured by another document under review.
        var reader = new BaselineReader(source, context.Catalogue.All)
        {
            Advice = new DocumentAdvice(
                place ?? $"in {context.IO.WorkingDirectory}",
                () => $"Compare with a ref that has it, or with a file:\n    {Instead("file:OTHER.yaml")}",
                _ => $"Compare with a baseline document, or with this one at a git ref:\n    {Instead("ref:main")}"),
        };
        return context.Accept(reader.Read(path)) is { } document
            ? new ComparedDocument(document, DocumentFiles.Of(source, path, context.Catalogue), reference)
            : null;
    }

    /// <summary>This command line, compared with something else.</summary>
    private TypedCommand Instead(string against) => context.Typed.With("--against", against);
}
