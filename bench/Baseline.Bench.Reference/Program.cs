#pragma warning disable RS0030 // The console and the clock of a process are its entry point's business.
using Baseline.Bench.Reference;

// baseline-reference ENDPOINT FILE [--keep]: FILE has the id of a subscription in each line. Signs in with AZURE_TENANT_ID,
// AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, reads, and prints how many vaults are logged and how many are not. With --keep every body
// that was read is kept until the end, as by whoever has to say afterwards what was there.
if (args is not [var endpoint, var file, .. var more] || more is not ([] or ["--keep"]))
{
    await Console.Error.WriteLineAsync("usage: baseline-reference ENDPOINT FILE [--keep]");
    return 1;
}

using var client = new ReferenceClient(new Uri($"{endpoint}/"), TimeProvider.System, keeps: more.Length > 0);
await client.SignInAsync();
var counts = await client.ReadAsync(await File.ReadAllLinesAsync(file));
Console.WriteLine($"{counts.Logged} {counts.Unlogged}");
return 0;
