namespace Acsa.Worker.Studies;

/// <summary>Several analyses neither ended nor could be stopped: the process is to end and to be started anew.</summary>
sealed class AnalysesStuckException(int count)
    : Exception($"{count} analyses did not end and could not be stopped; the node ends so that a new process takes up the work.");
